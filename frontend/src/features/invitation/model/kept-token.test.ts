import { forgetToken, keepToken, tokenFrom } from "./kept-token";

afterEach(forgetToken);

test("the token of the link comes before one that was kept", () => {
  keepToken("old");

  expect(tokenFrom("#token=new")).toBe("new");
  expect(tokenFrom("")).toBe("old");
});

test("a link without a token leads nowhere once none is kept", () => {
  keepToken("old");
  forgetToken();

  expect(tokenFrom("#token=")).toBeNull();
});
