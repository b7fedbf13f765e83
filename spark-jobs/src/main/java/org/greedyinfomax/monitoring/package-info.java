/** What operators watch: a training's rounds among the metrics of Spark. */
package org.greedyinfomax.monitoring;
