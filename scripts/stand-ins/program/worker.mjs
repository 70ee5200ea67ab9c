// In the place of the worker: says what it is told.
console.log(JSON.stringify(process.env));
