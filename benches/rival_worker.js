// The rivals in a worker: reads the files it is sent, and answers how long each step took.
importScripts("rival.js");

onmessage = async ({ data: { job, files } }) => {
  const took = { read: 0 };
  const values = [];
  for (const file of files) {
    const begin = performance.now();
    const bytes = await file.arrayBuffer();
    took.read += performance.now() - begin;
    values.push(rival.parse(bytes, took));
  }
  const rows = job === "plain" ? rival.shares(...values, took) : [];
  postMessage({ took, rows });
};

postMessage("ready");
