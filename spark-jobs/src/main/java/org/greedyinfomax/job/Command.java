package org.greedyinfomax.job;

import java.io.IOException;
import java.util.List;
import org.greedyinfomax.config.Recipe;

/**
 * A command line that has been read and checked. Paths are as they were typed: relative, absolute
 * or with the scheme of a file system that Hadoop knows.
 */
public sealed interface Command {

  /** Has {@code jobs} do it. */
  void run(Jobs jobs) throws IOException;

  /** What becomes of a run that exists already. */
  enum ExistingRun {
    /** It stays, and the command fails. */
    REFUSE,
    /** It is continued. */
    RESUME,
    /** It is deleted first. */
    OVERWRITE
  }

  /** What becomes of the frames of a recording. */
  enum Pooling {
    /** One vector a recording: their mean. */
    MEAN,
    /** One vector a frame. */
    NONE
  }

  /**
   * Makes artificial speech.
   *
   * @param output folder for the recordings
   * @param overwrite whether an existing one may be replaced
   */
  record Synthesize(String output, boolean overwrite, Recipe recipe) implements Command {

    @Override
    public void run(Jobs jobs) throws IOException {
      jobs.synthesize(this);
    }
  }

  /**
   * Turns recordings into a corpus.
   *
   * @param input folder of recordings
   * @param output folder for the corpus
   * @param overwrite whether an existing one may be replaced
   */
  record Ingest(String input, String output, boolean overwrite, Recipe recipe) implements Command {

    @Override
    public void run(Jobs jobs) throws IOException {
      jobs.ingest(this);
    }
  }

  /**
   * Trains the modules of a recipe.
   *
   * @param input the corpus
   * @param run the run directory
   */
  record Pretrain(String input, String run, ExistingRun existing, Recipe recipe)
      implements Command {

    @Override
    public void run(Jobs jobs) throws IOException {
      jobs.pretrain(this);
    }
  }

  /**
   * Turns recordings into representations.
   *
   * @param input a corpus or a folder of recordings
   * @param run the run directory of the trained modules
   * @param output folder for a table of representations
   * @param module name of a module, or {@link #ALL_MODULES}
   * @param overwrite whether an existing table may be replaced
   */
  record Encode(
      String input, String run, String output, String module, Pooling pooling, boolean overwrite)
      implements Command {

    /** Stands for every module of the run. */
    public static final String ALL_MODULES = "all";

    @Override
    public void run(Jobs jobs) throws IOException {
      jobs.encode(this);
    }
  }

  /**
   * Judges representations by a linear classifier.
   *
   * @param input the corpus, with labels
   * @param run the run directory of the trained modules
   * @param output JSON file for the results; empty for none
   * @param overrides of the keys under {@code probe} in the run's recipe
   */
  record Probe(String input, String run, String output, List<String> overrides) implements Command {

    public Probe {
      overrides = List.copyOf(overrides);
    }

    @Override
    public void run(Jobs jobs) throws IOException {
      jobs.probe(this);
    }
  }

  /**
   * Goes the whole way once: artificial speech, corpus, training, probe.
   *
   * @param output folder for all of it
   * @param overwrite whether an existing one may be replaced
   */
  record Quickstart(String output, boolean overwrite, Recipe recipe) implements Command {

    @Override
    public void run(Jobs jobs) throws IOException {
      jobs.quickstart(this);
    }
  }
}
