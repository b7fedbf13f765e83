package org.greedyinfomax.storage;

import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A file for Parquet that is open already. It is not aligned to a file system's blocks, on which
 * row groups must not depend.
 *
 * @param out where the file goes
 */
public record SingleTarget(PositionOutputStream out) implements OutputFile {

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return out;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return out;
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
