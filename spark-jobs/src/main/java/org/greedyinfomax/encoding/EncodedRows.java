package org.greedyinfomax.encoding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.greedyinfomax.Check;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;

/** Encodes the items of an iterator in batches, and returns them in their order. */
public final class EncodedRows<T> implements Iterator<EncodedRow<T>> {

  /** Makes contents of items. */
  public interface Reader<T> {

    /**
     * Makes a recording or picture that the network takes.
     *
     * @throws BadFileException if the item cannot be used
     * @throws IOException if it cannot be read
     */
    Content read(T item) throws IOException, BadFileException;
  }

  private final Iterator<T> items;
  private final Reader<T> reader;
  private final Invalid invalid;
  private final StackEncoder encoder;
  private final int batchSize;
  private final Queue<EncodedRow<T>> ready = new ArrayDeque<>();

  /**
   * Encodes lazily.
   *
   * @param invalid what becomes of items that cannot be used
   * @param encoder which stays open
   * @param batchSize items that are read before they are encoded, at least 1
   */
  public EncodedRows(
      Iterator<T> items, Reader<T> reader, Invalid invalid, StackEncoder encoder, int batchSize) {
    Check.argument(batchSize >= 1, "a batch must be at least 1, but is %d", batchSize);
    this.items = items;
    this.reader = reader;
    this.invalid = invalid;
    this.encoder = encoder;
    this.batchSize = batchSize;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && items.hasNext()) {
      encodeSome();
    }
    return !ready.isEmpty();
  }

  @Override
  public EncodedRow<T> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all items are encoded");
    }
    return ready.remove();
  }

  private void encodeSome() {
    List<T> some = new ArrayList<>();
    List<Boolean> usable = new ArrayList<>();
    List<Content> contents = new ArrayList<>();
    while (some.size() < batchSize && items.hasNext()) {
      T item = items.next();
      try {
        contents.add(reader.read(item));
        usable.add(true);
        some.add(item);
      } catch (BadFileException bad) {
        if (invalid.keeps(bad)) {
          usable.add(false);
          some.add(item);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Iterator<List<Frames>> encoded = encoder.encode(contents).iterator();
    for (int i = 0; i < some.size(); i++) {
      ready.add(new EncodedRow<>(some.get(i), usable.get(i) ? encoded.next() : List.of()));
    }
  }
}
