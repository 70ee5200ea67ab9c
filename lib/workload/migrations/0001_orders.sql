-- Identifiers are made by the service: where a secondary Region forwards writes, there are no sequences.
-- https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-postgresql-write-forwarding-limitations.html

create table products (
  id text primary key,
  name text not null,
  price_cents integer not null check (price_cents >= 0),
  stock integer not null check (stock >= 0)
);

insert into products (id, name, price_cents, stock) values
  ('anvil', 'Anvil, 20 kg', 8900, 100000),
  ('keel', 'Even keel', 129900, 100000),
  ('sextant', 'Sextant, brass', 24900, 100000);

-- The key is a column of the order, so that there is never one without the other.
create table orders (
  id uuid primary key,
  idempotency_key text not null unique,
  product_id text not null references products,
  quantity integer not null check (quantity > 0),
  total_cents integer not null,
  status text not null default 'placed' check (status in ('placed', 'confirmed', 'rejected')),
  placed_at timestamptz not null default now()
);

-- What is to be sent, committed with what it is about, and deleted when the queue has it.
create table outbox (
  id uuid primary key,
  body jsonb not null,
  created_at timestamptz not null default now()
);

create index outbox_by_age on outbox (created_at);
