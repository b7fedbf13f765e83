/** Whether a cluster can train what is asked of it: what its processes find where they run. */
package org.greedyinfomax.doctor;
