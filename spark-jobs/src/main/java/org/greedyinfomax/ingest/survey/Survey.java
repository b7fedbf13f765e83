package org.greedyinfomax.ingest.survey;

import java.io.Serializable;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The contents that were read, by what they were before they were converted; the same in whatever
 * order they are added.
 *
 * @param amounts by format
 */
public record Survey(NavigableMap<InputFormat, Amount> amounts) implements Serializable {

  /** Of nothing. */
  public static final Survey NONE = new Survey(new TreeMap<>());

  public Survey {
    amounts = Collections.unmodifiableNavigableMap(new TreeMap<>(amounts));
  }

  /** Adds others. */
  public Survey plus(Survey other) {
    Builder sum = new Builder();
    amounts.forEach(sum::add);
    other.amounts.forEach(sum::add);
    return sum.build();
  }

  /** Takes content by content; for one thread. */
  public static final class Builder {

    private final NavigableMap<InputFormat, Amount> amounts = new TreeMap<>();

    /** Adds contents. */
    public void add(InputFormat format, Amount amount) {
      amounts.merge(format, amount, Amount::plus);
    }

    /** Returns what was added so far. */
    public Survey build() {
      return new Survey(amounts);
    }
  }
}
