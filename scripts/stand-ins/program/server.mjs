// In the place of the server: says what it is told.
console.log(JSON.stringify(process.env));
