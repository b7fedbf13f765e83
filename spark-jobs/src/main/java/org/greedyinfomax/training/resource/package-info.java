/** What training may use: slots for tasks, memory of executors and of the driver. */
package org.greedyinfomax.training.resource;
