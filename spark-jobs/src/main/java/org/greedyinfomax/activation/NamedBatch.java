package org.greedyinfomax.activation;

import java.util.List;
import org.greedyinfomax.model.MiniBatch;

/**
 * A mini-batch, and what is in it.
 *
 * @param batch its numbers
 * @param samples where each sample comes from
 */
public record NamedBatch(MiniBatch batch, List<SampleName> samples) {

  public NamedBatch {
    samples = List.copyOf(samples);
  }

  /** Classes of the samples; none if they have no labels. */
  public static int[] classes(List<SampleName> samples) {
    return samples.stream()
        .mapToInt(SampleName::label)
        .filter(label -> label != SampleName.UNLABELLED)
        .toArray();
  }
}
