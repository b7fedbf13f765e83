/** What is known of the executors of a Spark application. */
package org.greedyinfomax.executor;
