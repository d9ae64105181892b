const ASKED = /(?:[?？]|吗|了没有?)[?？。！!]*$/u;
const ASKING =
  /什么|怎么|怎样|如何|哪|多少|谁|进展|情况|状态|^(?:how|what|when|who|why|where|which|is|are|did|has|any|status)\b/iu;

/** 赢单 D-1024？, 丢了吗: nothing is to be done. */
export const isQuestion = (text: string): boolean => ASKED.test(text.trimEnd().slice(-8));

/** What is asked about a record is answered by the record. */
export const asksAbout = (text: string): boolean => isQuestion(text) || ASKING.test(text);
