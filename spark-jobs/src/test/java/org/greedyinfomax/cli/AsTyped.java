package org.greedyinfomax.cli;

import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.cli.command.TypedPaths;

/** Paths that stay as they are typed, where only the grammar is looked at. */
enum AsTyped implements TypedPaths {
  PATHS;

  @Override
  public String whole(String typed) {
    return typed;
  }

  @Override
  public Configuration hadoop() {
    return new Configuration();
  }
}
