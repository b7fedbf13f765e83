package org.greedyinfomax;

import java.io.PrintStream;

/**
 * A stream for people: what is printed to it becomes {@linkplain Printable#text printable}. All
 * messages leave through one, so that nobody before has to think of it.
 */
public final class PrintableStream extends PrintStream {

  private final PrintStream target;

  /**
   * Creates a stream that prints to another, in the other's encoding.
   *
   * @param target is flushed after every line
   */
  public PrintableStream(PrintStream target) {
    super(target, true);
    this.target = target;
  }

  @Override
  public void print(String text) {
    target.print(Printable.text(String.valueOf(text)));
  }

  @Override
  public void print(Object value) {
    print(String.valueOf(value));
  }
}
