package org.greedyinfomax.report.curve;

import java.util.List;

/** Where values stand on an axis. */
public interface Scale {

  /** Where a value is, 0 at the beginning and 1 at the end. */
  double place(double value);

  /** The values of all ticks, rising. */
  List<Double> ticks();

  /** A tick's text, with nothing left to escape. */
  String text(double tick);
}
