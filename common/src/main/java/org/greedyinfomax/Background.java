package org.greedyinfomax;

/** What is seen through the transparent pixels of a picture. */
public enum Background {
  /** White, as training loaders have it. */
  WHITE,
  BLACK,
  /** Nothing: a picture with transparent pixels cannot be used. */
  REJECT
}
