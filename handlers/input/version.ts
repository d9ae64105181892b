const NAMED = /版本号?$|^(?:version|ver\.?|v|release)$/i;
const NUMBER = /^\d+(?:\.\d+)+$/;

/** 版本 12.31, `version 2.5`: neither a day nor an amount. */
export const isVersion = (name = '', number = ''): boolean => NUMBER.test(number) && NAMED.test(name);
