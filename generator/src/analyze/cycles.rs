//! Which plain edges close a cycle. The rule: within each knot of types that reach each other, start at the type of
//! the first origin and walk along members in their order; an edge back to a type that is still being walked closes a
//! cycle. Each such edge is the only one of its kind on some cycle, so none can be spared; and since the walk stays in
//! the knot, types outside of it change nothing.

use super::edges::Edge;
use crate::ir::TypeId;
use std::collections::BTreeSet;

/// The edges (type, index of member or variant) that close a cycle, among those that `counts` accepts.
pub(super) fn closing(
    edges: &[Vec<Edge>],
    order: &[usize],
    counts: impl Fn(&Edge) -> bool,
) -> BTreeSet<(TypeId, usize)> {
    let knots = knots(edges, &counts);
    let mut starts: Vec<u32> = (0..edges.len() as u32).collect();
    starts.sort_by_key(|at| order.get(*at as usize).copied());
    let mut walk = Walk {
        edges,
        knots: &knots,
        state: vec![State::New; edges.len()],
        closing: BTreeSet::new(),
    };
    for start in starts {
        walk.from(start, &counts);
    }
    walk.closing
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

struct Walk<'e> {
    edges: &'e [Vec<Edge>],
    knots: &'e [u32],
    state: Vec<State>,
    closing: BTreeSet<(TypeId, usize)>,
}

impl Walk<'_> {
    /// Walks all that is new from `start`, within its knot, with a stack of its own.
    fn from(&mut self, start: u32, counts: &impl Fn(&Edge) -> bool) {
        if self.state(start) != State::New {
            return;
        }
        self.set(start, State::Open);
        let mut stack = vec![(start, 0)];
        while let Some((at, next)) = stack.pop() {
            let Some(edge) = self.edges.get(at as usize).and_then(|all| all.get(next)) else {
                self.set(at, State::Done);
                continue;
            };
            stack.push((at, next + 1));
            let target = edge.target.0;
            if !counts(edge) || self.knots.get(at as usize) != self.knots.get(target as usize) {
                continue;
            }
            match self.state(target) {
                State::Open => {
                    self.closing.insert((TypeId(at), edge.index));
                }
                State::New => {
                    self.set(target, State::Open);
                    stack.push((target, 0));
                }
                State::Done => {}
            }
        }
    }

    fn state(&self, at: u32) -> State {
        self.state.get(at as usize).copied().unwrap_or(State::Done)
    }

    fn set(&mut self, at: u32, state: State) {
        if let Some(slot) = self.state.get_mut(at as usize) {
            *slot = state;
        }
    }
}

/// The knot of each type, by [`TypeId`]: types that reach each other have the same (Tarjan's components, with a stack
/// of its own).
fn knots(edges: &[Vec<Edge>], counts: &impl Fn(&Edge) -> bool) -> Vec<u32> {
    let mut tarjan = Tarjan {
        index: vec![None; edges.len()],
        low: vec![0; edges.len()],
        knot: vec![u32::MAX; edges.len()],
        path: Vec::new(),
        next: 0,
        knots: 0,
    };
    for start in 0..edges.len() as u32 {
        if tarjan.seen(start) {
            continue;
        }
        tarjan.enter(start);
        let mut stack = vec![(start, 0)];
        while let Some((at, next)) = stack.pop() {
            let Some(edge) = edges.get(at as usize).and_then(|all| all.get(next)) else {
                tarjan.leave(at);
                if let Some((outer, _)) = stack.last() {
                    tarjan.lower(*outer, tarjan.low(at));
                }
                continue;
            };
            stack.push((at, next + 1));
            if !counts(edge) {
                continue;
            }
            let target = edge.target.0;
            if !tarjan.seen(target) {
                tarjan.enter(target);
                stack.push((target, 0));
            } else if tarjan.knot.get(target as usize) == Some(&u32::MAX) {
                let index = tarjan.index.get(target as usize).copied().flatten();
                tarjan.lower(at, index.unwrap_or(u32::MAX));
            }
        }
    }
    tarjan.knot
}

struct Tarjan {
    index: Vec<Option<u32>>,
    low: Vec<u32>,
    knot: Vec<u32>,
    path: Vec<u32>,
    next: u32,
    knots: u32,
}

impl Tarjan {
    fn seen(&self, at: u32) -> bool {
        // What is out of range counts as seen: there is nothing behind it.
        self.index.get(at as usize).is_none_or(Option::is_some)
    }

    fn low(&self, at: u32) -> u32 {
        self.low.get(at as usize).copied().unwrap_or(u32::MAX)
    }

    fn lower(&mut self, at: u32, to: u32) {
        if let Some(low) = self.low.get_mut(at as usize) {
            *low = to.min(*low);
        }
    }

    fn enter(&mut self, at: u32) {
        if let Some(index) = self.index.get_mut(at as usize) {
            *index = Some(self.next);
        }
        if let Some(low) = self.low.get_mut(at as usize) {
            *low = self.next;
        }
        self.next += 1;
        self.path.push(at);
    }

    fn leave(&mut self, at: u32) {
        if self.index.get(at as usize).copied().flatten() != Some(self.low(at)) {
            return;
        }
        while let Some(member) = self.path.pop() {
            if let Some(knot) = self.knot.get_mut(member as usize) {
                *knot = self.knots;
            }
            if member == at {
                break;
            }
        }
        self.knots += 1;
    }
}
