package org.greedyinfomax.training;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.storage.InProcessFileSystem;

/** Local files as {@code flaky:/…}, where the third and tenth attempt to open a shard fail. */
public final class FlakyFileSystem extends InProcessFileSystem {

  private static final Set<Integer> FAILING = Set.of(3, 10);

  /** Attempts in this process. */
  static final AtomicInteger OPENED = new AtomicInteger();

  @Override
  public URI getUri() {
    return URI.create("flaky:///");
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    if (path.getName().endsWith(".parquet") && FAILING.contains(OPENED.incrementAndGet())) {
      throw new IOException("the network is down, for once");
    }
    return super.open(path, bufferSize);
  }
}
