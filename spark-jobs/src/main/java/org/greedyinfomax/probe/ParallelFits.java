package org.greedyinfomax.probe;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.greedyinfomax.probe.table.EncodedTables;

/** Fits to vectors of tables; where these are in memory, some of them at the same time. */
final class ParallelFits {

  /** Fits at the same time; each uses more threads of its own, and holds its vectors twice. */
  private static final int AT_ONCE = 2;

  private ParallelFits() {}

  /** Returns what all of them find, in their order. */
  static <T> List<T> all(List<Supplier<T>> fits, EncodedTables tables) {
    if (!tables.areInMemory()) {
      return fits.stream().map(Supplier::get).toList();
    }
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<CompletableFuture<T>> all =
          fits.stream().map(fit -> CompletableFuture.supplyAsync(fit, threads)).toList();
      return all.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      threads.shutdownNow();
    }
  }
}
