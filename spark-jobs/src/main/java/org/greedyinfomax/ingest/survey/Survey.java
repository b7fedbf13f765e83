package org.greedyinfomax.ingest.survey;

import java.io.Serializable;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.Remark;

/**
 * The contents that were read, by what they were before they were converted; the same in whatever
 * order they are added.
 *
 * @param amounts by format
 * @param remarks how many files something was unusual about
 */
public record Survey(
    NavigableMap<InputFormat, SizeStatistics> amounts, NavigableMap<Remark, Integer> remarks)
    implements Serializable {

  /** Of nothing. */
  public static final Survey NONE = new Survey(new TreeMap<>(), new TreeMap<>());

  public Survey {
    amounts = Collections.unmodifiableNavigableMap(new TreeMap<>(amounts));
    remarks = Collections.unmodifiableNavigableMap(new TreeMap<>(remarks));
  }

  /** Adds others. */
  public Survey plus(Survey other) {
    Builder sum = new Builder();
    for (Survey part : new Survey[] {this, other}) {
      part.amounts.forEach(sum::add);
      part.remarks.forEach(sum::add);
    }
    return sum.build();
  }

  /** Returns how many recordings or pictures there are. */
  public long contents() {
    return amounts.values().stream().mapToLong(SizeStatistics::contents).sum();
  }

  /** Returns what was unusual about files that were read all the same, in a line each. */
  public String textOfRemarks() {
    StringBuilder text = new StringBuilder();
    remarks.forEach(
        (remark, files) -> text.append(Text.format("%d files %s\n", files, remark.text())));
    return text.toString();
  }

  /** Takes content by content; for one thread. */
  public static final class Builder {

    private final NavigableMap<InputFormat, SizeStatistics> amounts = new TreeMap<>();
    private final NavigableMap<Remark, Integer> remarks = new TreeMap<>();

    /** Adds a content. */
    public void add(InputFormat format, SizeStatistics amount, Set<Remark> all) {
      add(format, amount);
      all.forEach(remark -> add(remark, 1));
    }

    private void add(InputFormat format, SizeStatistics amount) {
      amounts.merge(format, amount, SizeStatistics::plus);
    }

    private void add(Remark remark, int files) {
      remarks.merge(remark, files, Integer::sum);
    }

    /** Returns what was added so far. */
    public Survey build() {
      return new Survey(amounts, remarks);
    }
  }
}
