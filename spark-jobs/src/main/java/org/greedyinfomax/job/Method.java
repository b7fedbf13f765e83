package org.greedyinfomax.job;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an experiment of the paper trains, in the order in which it is trained here. */
public enum Method {
  GREEDY_INFOMAX("Greedy InfoMax", ""),
  CPC("CPC", "-cpc"),
  SUPERVISED("supervised", "-supervised"),
  GREEDY_SUPERVISED("greedy supervised", "-greedy-supervised");

  private final String text;
  private final String suffix;

  Method(String text, String suffix) {
    this.text = text;
    this.suffix = suffix;
  }

  /** What tables call it. */
  @JsonValue
  public String text() {
    return text;
  }

  /** Its preset, beside the one of Greedy InfoMax. */
  String preset(String ofGreedyInfoMax) {
    return ofGreedyInfoMax + suffix;
  }

  boolean isSupervised() {
    return this == SUPERVISED || this == GREEDY_SUPERVISED;
  }
}
