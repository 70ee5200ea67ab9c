-- What a mistake in a migration looks like.
create tabel seats ();
