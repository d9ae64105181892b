/** Tencent's own examples of its encryption, and two of ours that were made with its code. */
export const keys = {
  token: 'QDG6eK',
  corpId: 'wx5823bf96d3bd56c7',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
};

export interface Vector {
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
  readonly encrypted: string;
}

/** https://developer.work.weixin.qq.com/document/path/90930 */
export const addressCheck: Vector = {
  timestamp: '1409659589',
  nonce: '263014780',
  signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
  encrypted: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
};

/** https://developer.work.weixin.qq.com/document/path/90968 */
export const message: Vector = {
  timestamp: '1409659813',
  nonce: '1372623149',
  signature: '477715d11cdb4164915debcba66cb864d751f3e6',
  encrypted:
    'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
};

export const fixedRandom = Buffer.from('0123456789abcdef');

/** Several bytes a character on purpose: the length counts bytes. */
export const replyText =
  '<xml><ToUserName><![CDATA[zhangsan]]></ToUserName><FromUserName><![CDATA[wx5823bf96d3bd56c7]]></FromUserName><CreateTime>1357290913</CreateTime><MsgType><![CDATA[update_button]]></MsgType><Button><ReplaceName><![CDATA[已通过]]></ReplaceName></Button></xml>';
export const reply: Vector = {
  timestamp: '1357290913',
  nonce: '1372623149',
  signature: 'dd38b25972ac8a2ab551bdd57484d17ec1ea19f6',
  encrypted:
    'sKqRbbiSUnDhFHOvPjtUMT0yBS8VBhKI9nya/MUtGByLmKKCu1QASv7C61Tiwh+6aTT9hrQ+H4qJICApl4ujkm5YRfu4Oup9vgLjlwtKBukYsSjwXagrzLRQ8fZ9UJwkGrEBOMDo6YnEAaiiRxu7Kga7j0k5XL9/bjbwXAFkT1fXttJy627F2sMkayyPky2Vw96wG32G/EmU/YuxZFgmvlRw9iR3wZL2Uh2szZ8scmnKYA98GQCRelPZMQFEvbppNq/V8SoQIptoA573HGsA/Gg3fU4KiA1Ct/dCEElOeSfPX/TezxgirwHK7KqVyvXVAhus2v3MaIAc1NTyAYW9bQJUGAfSA0dhKTTrVaFsZMlf7FDjRnJiGo9dtklPwodPaAoQsucItBU2GaZcOnDKzjuBiOn+ogOzW2jBs1xh6ZE=',
};

/** To a robot, whose receiver is empty. */
export const robotText = '{"msgtype":"stream"}';
export const robot: Vector = {
  timestamp: '1700000000',
  nonce: 'abc',
  signature: '3e9afdc4febe955e24c27c89ee9f6cb90eea3e1c',
  encrypted: 'sKqRbbiSUnDhFHOvPjtUMRseGkhr/rEjeK98Ae96K8Gx5WEO+zWJtvFFp5SXy1/3OS3WRIIibQK7G0m0yypuxQ==',
};
