package org.greedyinfomax.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.server.MiniYARNCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program: HDFS with a data node and YARN with two node managers, all on loopback, until its
 * standard input ends. The folder {@code conf} is then what {@code HADOOP_CONF_DIR} is to name.
 */
final class HadoopNodes {

  static final String READY = "ready";

  private static final Logger LOG = LoggerFactory.getLogger(HadoopNodes.class);

  private static final String LOOPBACK = "127.0.0.1";

  private HadoopNodes() {}

  /** Starts them in the folder that the first argument names. */
  public static void main(String[] args) {
    try {
      start(Path.of(args[0]));
      System.out.println(READY);
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.error("The cluster does not start", e);
    }
    Runtime.getRuntime().halt(0); // stopping them takes half a minute
  }

  private static void start(Path folder) throws IOException {
    System.setProperty("test.build.data", folder.resolve("data").toString());
    Configuration hadoop = new Configuration();
    MiniDFSCluster hdfs = hdfs(hadoop, folder);
    MiniYARNCluster yarn = new MiniYARNCluster("yarn", 2, 1, 1);
    yarn.init(yarn(hadoop, hdfs.getFileSystem().getUri().toString()));
    yarn.start();
    try {
      if (!yarn.waitForNodeManagersToConnect(60_000)) {
        throw new IOException("node managers do not connect");
      }
    } catch (YarnException | InterruptedException e) {
      throw new IOException(e);
    }
    writeConfiguration(yarn.getConfig(), Files.createDirectories(folder.resolve("conf")));
  }

  private static MiniDFSCluster hdfs(Configuration hadoop, Path folder) throws IOException {
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("hdfs").toString());
    hadoop.set("dfs.namenode.rpc-bind-host", LOOPBACK);
    hadoop.set("dfs.namenode.http-bind-host", LOOPBACK);
    for (String port : new String[] {"address", "http.address", "ipc.address"}) {
      hadoop.set("dfs.datanode." + port, LOOPBACK + ":0");
    }
    hadoop.setInt("dfs.replication", 1);
    MiniDFSCluster hdfs = new MiniDFSCluster.Builder(hadoop).numDataNodes(1).format(true).build();
    hdfs.waitClusterUp();
    return hdfs;
  }

  private static YarnConfiguration yarn(Configuration hadoop, String fileSystem) {
    YarnConfiguration yarn = new YarnConfiguration(hadoop);
    yarn.set("fs.defaultFS", fileSystem);
    yarn.set("yarn.application.classpath", "");
    yarn.set("yarn.resourcemanager.bind-host", LOOPBACK);
    yarn.set("yarn.nodemanager.bind-host", LOOPBACK);
    yarn.setInt("yarn.nodemanager.resource.memory-mb", 6_144);
    yarn.setInt("yarn.nodemanager.resource.cpu-vcores", 4);
    yarn.setInt("yarn.scheduler.minimum-allocation-mb", 128);
    yarn.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
    yarn.setFloat(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", 99);
    yarn.setInt("yarn.nodemanager.delete.debug-delay-sec", 600); // keep what containers print
    yarn.set("yarn.scheduler.capacity.root.queues", "default");
    yarn.set("yarn.scheduler.capacity.root.default.capacity", "100");
    yarn.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1.0");
    return yarn;
  }

  private static void writeConfiguration(Configuration yarn, Path conf) throws IOException {
    Configuration site = new Configuration(yarn);
    // Tests and mini clusters name classes that clients do not have.
    site.unset("fs.file.impl");
    site.set("net.topology.node.switch.mapping.impl", "org.apache.hadoop.net.ScriptBasedMapping");
    Configuration core = new Configuration(false);
    core.set("fs.defaultFS", yarn.get("fs.defaultFS"));
    core.setInt("dfs.replication", 1);
    write(site, conf.resolve("yarn-site.xml"));
    write(core, conf.resolve("core-site.xml"));
  }

  private static void write(Configuration configuration, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      configuration.writeXml(out);
    }
  }
}
