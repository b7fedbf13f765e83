package org.greedyinfomax.activation;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/**
 * Hands rounds of activations from a stage group to the one above it, which takes them in order: a
 * bounded queue whose elements are files. Its two ends are used by one thread each.
 *
 * <p>A round takes a place in the window from when it is begun until it is released, so that what
 * lies on disk never exceeds the window.
 */
public final class Border {

  private final BorderStore store;
  private final int window;
  private final Deque<RoundManifest> committed = new ArrayDeque<>();
  private int occupied;
  private long bytes;
  private boolean isClosed;

  /**
   * Opens a border with an empty window.
   *
   * @param window rounds, at least 1
   */
  public Border(BorderStore store, int window) {
    Check.argument(window >= 1, "window must be at least 1, but is %d", window);
    this.store = store;
    this.window = window;
  }

  /** What tasks read and write. */
  public BorderStore store() {
    return store;
  }

  /**
   * Below: waits until there is room for another round, and takes it.
   *
   * @throws CancellationException if the border is closed
   */
  public synchronized void begin() throws InterruptedException {
    while (occupied == window && !isClosed) {
      wait();
    }
    requireOpen();
    occupied++;
  }

  /** Below: makes the round that was begun readable. */
  public void commit(RoundManifest manifest) throws IOException {
    store.commit(manifest);
    synchronized (this) {
      committed.addLast(manifest);
      bytes += manifest.bytes();
      notifyAll();
    }
  }

  /**
   * Above: waits until a round is committed, and reads its manifest.
   *
   * @param round counted from 1
   * @throws CancellationException if the border is closed
   * @throws IOException if the manifest is damaged, or not the one that was committed
   */
  public RoundManifest await(int round) throws IOException, InterruptedException {
    RoundManifest expected = awaitCommit();
    RoundManifest found = store.manifest(round);
    if (!found.equals(expected)) {
      throw new IOException(
          Text.format(
              "the manifest of round %d of module %s is not the one that was written: go on with --resume",
              round, store.shape().module()));
    }
    return found;
  }

  private synchronized RoundManifest awaitCommit() throws InterruptedException {
    while (committed.isEmpty() && !isClosed) {
      wait();
    }
    requireOpen();
    return committed.getFirst();
  }

  /** Above: deletes the round that was read, and makes room. */
  public void release() throws IOException {
    RoundManifest read;
    synchronized (this) {
      read = committed.removeFirst();
    }
    store.delete(read.round());
    synchronized (this) {
      occupied--;
      bytes -= read.bytes();
      notifyAll();
    }
  }

  /** Lets nobody wait any longer. */
  public synchronized void close() {
    isClosed = true;
    notifyAll();
  }

  /** How full the window is. */
  public synchronized Occupancy occupancy() {
    return new Occupancy(occupied, window, bytes);
  }

  /**
   * How full a window is.
   *
   * @param rounds being written, waiting or being read
   * @param window rounds that it may hold
   * @param bytes of the committed ones
   */
  public record Occupancy(int rounds, int window, long bytes) {}

  private void requireOpen() {
    if (isClosed) {
      throw new CancellationException(
          Text.format("the border above module %s is closed", store.shape().module()));
    }
  }
}
