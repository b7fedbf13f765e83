package org.greedyinfomax.data;

/** Content that breaks its format's rules; becomes a {@link BadFileException} with the name. */
public final class DamagedException extends Exception {

  private static final long serialVersionUID = 1;

  private DamagedException(String what) {
    super(what);
  }

  public static void unless(boolean condition, String what) throws DamagedException {
    if (!condition) {
      throw new DamagedException(what);
    }
  }
}
