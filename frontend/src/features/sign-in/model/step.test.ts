import { stepAddress, stepOf, tokenOf } from "./step";

test("an unknown step is the way in", () => {
  expect(stepOf("?step=root")).toBe("enter");
  expect(stepOf("?step=reset")).toBe("reset");
});

test("the token of a mail is read from the fragment alone", () => {
  expect(tokenOf("#token=abc")).toBe("abc");
  expect(tokenOf("#token=")).toBeNull();
  expect(tokenOf("")).toBeNull();
});

test("every step keeps where the person wanted to go", () => {
  expect(stepAddress("forgot", "?next=%2Fartifacts")).toBe(
    "/sign-in?step=forgot&next=%2Fartifacts",
  );
  expect(stepAddress("enter", "?step=forgot")).toBe("/sign-in");
});
