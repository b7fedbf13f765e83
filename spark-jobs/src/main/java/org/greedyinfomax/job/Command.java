package org.greedyinfomax.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.greedyinfomax.Check;
import org.greedyinfomax.bench.Benchmark;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.input.Normalization;
import org.greedyinfomax.job.reproduce.Comparison;
import org.greedyinfomax.job.study.StudyDesign;

/**
 * A command line that has been read and checked. Paths are as they were typed: relative, absolute
 * or with the scheme of a file system that Hadoop knows.
 */
public sealed interface Command {

  /** Has {@code jobs} do it. */
  void run(Jobs jobs) throws Exception;

  /**
   * Makes artificial speech.
   *
   * @param output folder for the recordings
   * @param overwrite whether an existing one may be replaced
   */
  record Synthesize(String output, boolean overwrite, Recipe recipe) implements Command {

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.synthesize(this);
    }
  }

  /**
   * Turns recordings or pictures into a corpus.
   *
   * @param input folder of them
   * @param output folder for the corpus
   * @param overwrite whether an existing one may be replaced
   * @param dryRun whether it is only told what would be done
   */
  record Ingest(String input, String output, boolean overwrite, boolean dryRun, Recipe recipe)
      implements Command {

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.ingest(this);
    }
  }

  /**
   * Trains the modules of a recipe.
   *
   * @param input the corpus
   * @param run the run directory
   * @param initFrom run directory of a finished run whose modules are at the bottom; empty if all
   *     are new
   * @param overwrite whether a run in its place may be deleted
   */
  record Pretrain(
      String input, String run, Optional<String> initFrom, boolean overwrite, Recipe recipe)
      implements Command {

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.pretrain(this);
    }
  }

  /**
   * Goes on with a run.
   *
   * @param input the corpus
   * @param run the run directory
   * @param recipe that the run should have; without one, its own
   * @param overrides of keys of its own recipe; none beside a recipe, which has them already
   */
  record Resume(String input, String run, Optional<Recipe> recipe, List<String> overrides)
      implements Command {

    public Resume {
      overrides = List.copyOf(overrides);
    }

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.resume(this);
    }
  }

  /**
   * Foresees a training.
   *
   * @param input the corpus; without one only rounds are planned, not how many there are
   * @param run the run directory whose file system is measured; without one it is that of Hadoop's
   *     temporary files
   */
  record Plan(Optional<String> input, Optional<String> run, Recipe recipe) implements Command {

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.plan(this);
    }
  }

  /**
   * Looks whether a cluster can train.
   *
   * @param run the run directory whose file system is tried; without one it is that of Hadoop's
   *     temporary files
   */
  record Doctor(Optional<String> run, Recipe recipe) implements Command {

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.doctor(this);
    }
  }

  /**
   * Foresees what the rounds of a run would do on larger clusters.
   *
   * @param run its directory
   * @param executors numbers of them, each at least 1
   * @param slots tasks that an executor runs at a time, at least 1
   * @param network bytes a second to and from the driver
   * @param store bytes a second of all executors together; may be infinite
   * @param output JSON file for the results; empty for none
   */
  record Simulate(
      String run, List<Integer> executors, int slots, double network, double store, String output)
      implements Command {

    public Simulate {
      executors = List.copyOf(executors);
    }

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.simulate(this);
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
    public void run(Jobs jobs) throws Exception {
      jobs.encode(this);
    }
  }

  /**
   * Writes what a run has learned for other programs.
   *
   * @param run the run directory
   * @param output directory for the files
   * @param module name of a module, or {@link Encode#ALL_MODULES}: of which there are models
   * @param pooling what models put out
   * @param overwrite whether an older export may be replaced
   */
  record Export(
      String run, String output, Format format, String module, Pooling pooling, boolean overwrite)
      implements Command {

    /** Which files there are. */
    public enum Format {
      SAFETENSORS,
      ONNX,
      ALL;

      /** Whether the weights are written under the names of the authors' code. */
      public boolean hasWeights() {
        return this != ONNX;
      }

      /** Whether modules are written as ONNX models. */
      public boolean hasModels() {
        return this != SAFETENSORS;
      }
    }

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.export(this);
    }
  }

  /**
   * Makes a run of weights that were trained elsewhere.
   *
   * @param input safetensors files, which have all tensors together
   * @param run the run directory
   * @param prefix that names in the files have before those of the authors' code
   * @param normalization of the network's input; without one, that of the files or the authors'
   * @param overwrite whether a run in its place may be deleted
   * @param recipe of the weights
   */
  record Import(
      List<String> input,
      String run,
      String prefix,
      Optional<Normalization> normalization,
      boolean overwrite,
      Recipe recipe)
      implements Command {

    public Import {
      input = List.copyOf(input);
    }

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.importWeights(this);
    }
  }

  /**
   * Turns files that were never ingested into representations.
   *
   * @param input a folder of recordings or pictures
   * @param model a run directory, or a saved model of Spark ML
   * @param output folder for a table of representations
   * @param module name of a module, or {@link Encode#ALL_MODULES}
   * @param batchSize files that are encoded together, at least 1
   * @param overwrite whether an existing table may be replaced
   */
  record EncodeFiles(
      String input,
      String model,
      String output,
      String module,
      Pooling pooling,
      int batchSize,
      boolean overwrite)
      implements Command {

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.encodeFiles(this);
    }
  }

  /**
   * Judges representations by a linear classifier.
   *
   * @param input the corpus, with labels
   * @param run the run directory of the trained modules
   * @param output JSON file for the results; empty for none
   * @param overrides of the keys under {@code probe} in the run's recipe
   * @param beside directories of supervised runs, whose own classifiers are judged, too
   */
  record Probe(String input, String run, String output, List<String> overrides, List<String> beside)
      implements Command {

    public Probe {
      beside = List.copyOf(beside);
      overrides = List.copyOf(overrides);
    }

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.probe(this);
    }
  }

  /**
   * Writes the page about a run as it is now.
   *
   * @param run its directory
   * @param probes JSON file of a probe; empty for what was found while it trained
   * @param input a corpus to map; empty for the map that there is, if there is one
   * @param plots folder for the figures as PNG files; empty for none
   * @param picture SVG file for the picture that the page opens with; empty for none
   * @param overrides texts {@code key=value} for the run's recipe
   */
  record Report(
      String run,
      Optional<String> probes,
      Optional<String> input,
      Optional<String> plots,
      Optional<String> picture,
      List<String> overrides)
      implements Command {

    public Report {
      overrides = List.copyOf(overrides);
    }

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.report(this);
    }
  }

  /**
   * Deletes what killed processes have left.
   *
   * @param place what the directory is
   * @param path of the directory
   * @param olderThan how long ago it must have been modified
   * @param dryRun whether it is only listed
   */
  record Clean(Place place, String path, Duration olderThan, boolean dryRun) implements Command {

    /** What can be cleaned. */
    public enum Place {
      RUN,
      CORPUS
    }

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.clean(this);
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
    public void run(Jobs jobs) throws Exception {
      jobs.quickstart(this);
    }
  }

  /**
   * Trains and probes a method and what it is compared with, as an experiment of the paper did.
   *
   * @param data what to ingest
   * @param output folder for all of it
   */
  record Reproduce(String data, String output, Comparison study) implements Command {

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.reproduce(this);
    }
  }

  /**
   * Trains and probes a recipe with every combination of some values.
   *
   * @param input the corpus, with labels
   * @param output folder for all of it
   */
  record GridStudy(String input, String output, StudyDesign design) implements Command {

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.study(this);
    }
  }

  /**
   * Measures how fast something is.
   *
   * @param input the corpus; empty for noise, unless the benchmark needs one
   * @param scratch folder for files in between; empty for the temporary one
   * @param output JSON file for the results; empty for none
   * @param repeats how often to measure, at least 1
   */
  record Bench(
      Benchmark benchmark, String input, String scratch, String output, int repeats, Recipe recipe)
      implements Command {

    public Bench {
      Check.argument(
          !benchmark.needsCorpus() || !input.isEmpty(),
          "gim bench %s needs a corpus: name it by --input",
          benchmark.word());
      Check.argument(repeats >= 1, "--repeat must be at least 1, but is %d", repeats);
    }

    @Override
    public void run(Jobs jobs) throws Exception {
      jobs.bench(this);
    }
  }
}
