package org.greedyinfomax.storage;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** Starts an HDFS of this process, which no other machine reaches. */
public final class MiniHdfs {

  private MiniHdfs() {}

  /**
   * Starts it with as many copies of each block as data nodes.
   *
   * @param hadoop further settings, to which its own are added
   * @param folder for its files
   */
  public static MiniDFSCluster start(Configuration hadoop, Path folder, int dataNodes)
      throws IOException {
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    hadoop.set("dfs.replication", Integer.toString(dataNodes));
    hadoop.set("dfs.datanode.address", "127.0.0.1:0");
    hadoop.set("dfs.datanode.http.address", "127.0.0.1:0");
    hadoop.set("dfs.datanode.ipc.address", "127.0.0.1:0");
    MiniDFSCluster hdfs =
        new MiniDFSCluster.Builder(hadoop).numDataNodes(dataNodes).format(true).build();
    hdfs.waitClusterUp();
    return hdfs;
  }
}
