package org.greedyinfomax.job.reproduce;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an experiment of the paper trains, in the order in which it is trained here. */
public enum Method {
  GREEDY_INFOMAX("Greedy InfoMax", ""),
  CPC("CPC", "-cpc"),
  SUPERVISED("supervised", "-supervised"),
  GREEDY_SUPERVISED("greedy supervised", "-greedy-supervised"),
  SUPERVISED_PHONES("supervised, phones", "-supervised-phones"),
  GREEDY_SUPERVISED_PHONES("greedy supervised, phones", "-greedy-supervised-phones");

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

  /** Whether it learns a label of whole pictures or recordings. */
  boolean isSupervised() {
    return this == SUPERVISED || this == GREEDY_SUPERVISED;
  }

  /** Whether it learns labels of single frames. */
  boolean learnsPhones() {
    return this == SUPERVISED_PHONES || this == GREEDY_SUPERVISED_PHONES;
  }

  /** The same method where phones are compared. */
  Method forPhones() {
    return switch (this) {
      case SUPERVISED -> SUPERVISED_PHONES;
      case GREEDY_SUPERVISED -> GREEDY_SUPERVISED_PHONES;
      case GREEDY_INFOMAX, CPC, SUPERVISED_PHONES, GREEDY_SUPERVISED_PHONES -> this;
    };
  }
}
