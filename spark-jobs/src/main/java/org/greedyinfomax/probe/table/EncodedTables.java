package org.greedyinfomax.probe.table;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
    return new EncodedTables(
        settings.raw()
            ? Optional.of(raw(encoding, corpus, recipe, settings, labels))
            : Optional.empty(),
        of(encoding, corpus, checkpoint, recipe, settings, labels),
        of(encoding, corpus, Checkpoint.untrained(recipe), recipe, settings, labels));
  }

  private static EncodedTable raw(
      Encoding encoding, Corpus corpus, Recipe recipe, ProbeSettings settings, List<String> labels)
      throws IOException {
    Check.argument(
        recipe.stack().modules().stream().noneMatch(module -> module.name().equals(Encoding.RAW)),
        "a module has the name \"%s\" of the raw input: leave that out with probe.raw = false",
        Encoding.RAW);
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
