package org.greedyinfomax.report.opening;

import java.util.Optional;

/**
 * What a sentence says of a training.
 *
 * @param duration such as {@code 10 epochs}; empty if modules were not trained here
 * @param supervision such as {@code without labels}
 * @param raw what the raw input is called that probes compare with: MFCC or pixels
 * @param rows what a row of the corpus is called, in the plural: recordings or images
 */
public record Training(Optional<String> duration, String supervision, String raw, String rows) {

  /** The beginning of a sentence, with a comma at its end. */
  String after() {
    return duration
        .map(length -> "After " + length + " " + supervision + ", ")
        .orElse("As imported, ");
  }
}
