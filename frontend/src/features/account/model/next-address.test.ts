import { nextAddress } from "./next-address";

test("sign-in leads back to the page that asked for it", () => {
  expect(nextAddress("?next=%2Fprojects%2Fprj_1%3Ftab%3Dbundle")).toBe(
    "/projects/prj_1?tab=bundle",
  );
});

test.each([
  "",
  "?next=https%3A%2F%2Fevil.example",
  "?next=%2F%2Fevil.example",
  "?next=%2F%5Cevil.example",
  "?next=%2Fsign-in",
])("sign-in ignores a next address that leaves the application: %s", (search) => {
  expect(nextAddress(search)).toBe("/designs");
});
