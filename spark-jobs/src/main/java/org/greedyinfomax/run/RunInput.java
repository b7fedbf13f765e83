package org.greedyinfomax.run;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.storage.JsonFile;

/**
 * The corpus of a run, and the normalization that was computed from it; the content of {@code
 * run.json}.
 *
 * @param version of the run directory's formats, {@link #VERSION}
 * @param corpus its path; empty if the modules were imported
 * @param corpusHash SHA-256 of its manifest; likewise
 * @param recordings or pictures that are trained on; 0 if the modules were imported
 * @param means of its numbers, one for each channel, as a fraction of full scale
 * @param standardDeviations of its numbers, likewise
 * @param foundation the run whose modules are at the bottom, frozen, or whose weights all modules
 *     began with, or the files from which all were imported; empty if there is none
 * @param foundationHash of the states that were taken from it; empty if there is none
 * @param frozen how many modules of it stay as they are; 0 if all learn on
 */
public record RunInput(
    int version,
    String corpus,
    String corpusHash,
    long recordings,
    List<Double> means,
    List<Double> standardDeviations,
    String foundation,
    String foundationHash,
    int frozen) {

  public static final String NAME = "run.json";
  public static final int VERSION = 4;

  /** What a run has whose modules were imported. */
  static RunInput imported(Normalization normalization, String source, Checkpoint checkpoint) {
    return new RunInput(
        VERSION,
        "",
        "",
        0,
        normalization.means(),
        normalization.standardDeviations(),
        source,
        checkpoint.hash(),
        checkpoint.states().size());
  }

  /** Whether the run trains on a corpus; if not, its modules were imported. */
  public boolean hasCorpus() {
    return !corpus.isEmpty();
  }

  /** How stored numbers become the network's input. */
  public Normalization normalization() {
    return new Normalization(means, standardDeviations);
  }

  static RunInput read(Configuration hadoop, Path file) throws IOException {
    return JsonFile.read(hadoop, file, RunInput.class, VERSION, "start a new run");
  }

  public void write(Configuration hadoop, Path file) throws IOException {
    JsonFile.write(hadoop, file, this);
  }
}
