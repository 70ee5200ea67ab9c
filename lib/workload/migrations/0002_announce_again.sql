-- Expand: a column that the version before does not know, and does not need. It is made `not null`,
-- if ever, by a later release, when no instance of that version runs and none is rolled back to.
alter table orders add column announced_at timestamptz default now();

create index orders_waiting on orders (announced_at) where status = 'placed';
