package org.greedyinfomax.job.reproduce;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.PrintStream;
import org.greedyinfomax.Text;

/**
 * Says which step of how many a comparison has come to.
 *
 * @param out that is written to
 * @param steps of the whole comparison
 */
record StepLog(PrintStream out, int steps) {

  /** Writes a line, which begins with the number of the step, counted from 1. */
  @FormatMethod
  void say(int step, @FormatString String text, Object... values) {
    out.println(Text.format("%d/%d ", step, steps) + Text.format(text, values));
  }
}
