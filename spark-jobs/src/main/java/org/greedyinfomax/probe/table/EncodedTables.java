package org.greedyinfomax.probe.table;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.run.Checkpoint;

/**
 * The tables that a probe compares: raw input, the representations by the trained modules, and
 * those by the same modules before their first step.
 */
public final class EncodedTables implements AutoCloseable {

  private final Optional<EncodedTable> raw;
  private final EncodedTable trained;
  private final EncodedTable untrained;

  private EncodedTables(Optional<EncodedTable> raw, EncodedTable trained, EncodedTable untrained) {
    this.raw = raw;
    this.trained = trained;
    this.untrained = untrained;
  }

  /**
   * Encodes.
   *
   * @param labels that are probed for
   * @throws IllegalArgumentException if the corpus does not fit the recipe, or a module has the
   *     name of the raw input
   */
  public static EncodedTables of(
      Encoding encoding,
      Corpus corpus,
      Recipe recipe,
      Checkpoint checkpoint,
      ProbeSettings settings,
      List<String> labels)
      throws IOException {
    if (settings.raw()) {
      requireNoModuleIsCalledRaw(recipe);
    }
    Checkpoint untrained = Checkpoint.untrained(recipe);
    // At the same time, if memory holds them all: the tasks of one fill slots that the last ones of
    // another leave empty.
    Pooling pooling = Pooling.of(settings);
    long numbers =
        corpus.manifest().rows()
            * (2L * encoding.channels(pooling)
                + (settings.raw() ? encoding.rawChannels(pooling) : 0));
    List<Callable<EncodedTable>> makers = new ArrayList<>();
    makers.add(() -> of(encoding, corpus, checkpoint, recipe, settings, labels));
    makers.add(() -> of(encoding, corpus, untrained, recipe, settings, labels));
    if (settings.raw()) {
      makers.add(() -> raw(encoding, corpus, settings, labels));
    }
    List<EncodedTable> tables =
        together(makers, numbers <= EncodedTable.MOST_IN_MEMORY ? makers.size() : 1);
    return new EncodedTables(tables.stream().skip(2).findFirst(), tables.get(0), tables.get(1));
  }

  /** Makes all tables, or none. */
  private static List<EncodedTable> together(List<Callable<EncodedTable>> makers, int atOnce)
      throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      List<Future<EncodedTable>> made = makers.stream().map(threads::submit).toList();
      List<EncodedTable> tables = new ArrayList<>();
      List<Throwable> failures = new ArrayList<>();
      for (Future<EncodedTable> table : made) {
        try {
          tables.add(table.get());
        } catch (ExecutionException e) {
          failures.add(e.getCause());
        }
      }
      if (!failures.isEmpty()) {
        tables.forEach(EncodedTable::close);
        throw asThrown(failures.get(0));
      }
      return tables;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while representations were made");
    } finally {
      threads.shutdownNow();
    }
  }

  /** As it was thrown, or in an exception that says no more: Spark throws what it declares not. */
  private static IOException asThrown(Throwable failure) {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return failure instanceof IOException e ? e : new IOException(failure.toString(), failure);
  }

  private static void requireNoModuleIsCalledRaw(Recipe recipe) {
    Check.argument(
        recipe.stack().modules().stream().noneMatch(module -> module.name().equals(Encoding.RAW)),
        "a module has the name \"%s\" of the raw input: leave that out with probe.raw = false",
        Encoding.RAW);
  }

  private static EncodedTable raw(
      Encoding encoding, Corpus corpus, ProbeSettings settings, List<String> labels)
      throws IOException {
    Pooling pooling = Pooling.of(settings);
    return EncodedTable.of(
        encoding.raw(corpus, pooling),
        labels,
        List.of(Encoding.RAW),
        corpus.manifest().rows() * encoding.rawChannels(pooling),
        new TestSplit(settings));
  }

  /** What all modules of a checkpoint make of a corpus. */
  public static EncodedTable of(
      Encoding encoding,
      Corpus corpus,
      Checkpoint checkpoint,
      Recipe recipe,
      ProbeSettings settings,
      List<String> labels)
      throws IOException {
    Pooling pooling = Pooling.of(settings);
    return EncodedTable.of(
        encoding.of(corpus, checkpoint, encoding.modules("all"), pooling),
        labels,
        recipe.stack().modules().stream().map(ModuleSpec::name).toList(),
        corpus.manifest().rows() * encoding.channels(pooling),
        new TestSplit(settings));
  }

  /** Without a network; nothing if that is not asked for. */
  public Optional<EncodedTable> raw() {
    return raw;
  }

  public EncodedTable trained() {
    return trained;
  }

  public EncodedTable untrained() {
    return untrained;
  }

  /** Whether all are in the driver's memory. */
  public boolean areInMemory() {
    return raw.map(EncodedTable::isInMemory).orElse(true)
        && trained.isInMemory()
        && untrained.isInMemory();
  }

  @Override
  public void close() {
    raw.ifPresent(EncodedTable::close);
    trained.close();
    untrained.close();
  }
}
