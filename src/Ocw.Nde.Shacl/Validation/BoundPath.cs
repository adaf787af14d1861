using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Store.Ids;

namespace Ocw.Nde.Shacl.Validation;

/// <summary>A property path whose predicates are ids of one data graph.</summary>
internal abstract class BoundPath
{
    /// <summary>Adds the nodes reached from <paramref name="start"/>; a node may come more than once.</summary>
    internal abstract void Reach(TermId start, bool inverse, NodeStars stars, List<TermId> reached);

    internal static BoundPath Bind(PropertyPath path, ShapeBinder binder) => path switch
    {
        LinkPath link => new Link(binder.IdOf(link.Predicate)),
        InversePath inverse => new Inverse(Bind(inverse.Path, binder)),
        SequencePath sequence => new Sequence(Bind(sequence.First, binder), Bind(sequence.Second, binder)),
        AlternativePath alternative => new Alternative(Bind(alternative.First, binder), Bind(alternative.Second, binder)),
        ZeroOrMorePath more => new Closure(Bind(more.Path, binder), includesStart: true),
        OneOrMorePath more => new Closure(Bind(more.Path, binder), includesStart: false),
        ZeroOrOnePath optional => new ZeroOrOne(Bind(optional.Path, binder)),
        _ => throw new NotSupportedException($"SHACL has no property path of the kind {path.GetType().Name}."),
    };

    /// <summary>One predicate: the path of nearly all shapes, so its values come straight from the node's own triples.</summary>
    internal sealed class Link(TermId predicate) : BoundPath
    {
        internal TermId Predicate { get; } = predicate;

        internal override void Reach(TermId start, bool inverse, NodeStars stars, List<TermId> reached)
        {
            if (inverse)
                stars.ReadSubjects(Predicate, start, reached);
            else
                reached.AddRange(stars.Objects(start, Predicate));
        }
    }

    private sealed class Inverse(BoundPath path) : BoundPath
    {
        internal override void Reach(TermId start, bool inverse, NodeStars stars, List<TermId> reached) => path.Reach(start, !inverse, stars, reached);
    }

    private sealed class Sequence(BoundPath first, BoundPath second) : BoundPath
    {
        internal override void Reach(TermId start, bool inverse, NodeStars stars, List<TermId> reached)
        {
            var between = new List<TermId>();
            (inverse ? second : first).Reach(start, inverse, stars, between);
            foreach (var node in between.Distinct())
                (inverse ? first : second).Reach(node, inverse, stars, reached);
        }
    }

    private sealed class Alternative(BoundPath first, BoundPath second) : BoundPath
    {
        internal override void Reach(TermId start, bool inverse, NodeStars stars, List<TermId> reached)
        {
            first.Reach(start, inverse, stars, reached);
            second.Reach(start, inverse, stars, reached);
        }
    }

    private sealed class ZeroOrOne(BoundPath path) : BoundPath
    {
        internal override void Reach(TermId start, bool inverse, NodeStars stars, List<TermId> reached)
        {
            reached.Add(start);
            path.Reach(start, inverse, stars, reached);
        }
    }

    private sealed class Closure(BoundPath path, bool includesStart) : BoundPath
    {
        internal override void Reach(TermId start, bool inverse, NodeStars stars, List<TermId> reached)
        {
            var seen = new HashSet<TermId>();
            var open = new Queue<TermId>();
            var step = new List<TermId>();
            if (includesStart && seen.Add(start))
                reached.Add(start);

            open.Enqueue(start);
            while (open.TryDequeue(out var node))
            {
                step.Clear();
                path.Reach(node, inverse, stars, step);
                foreach (var next in step)
                {
                    if (!seen.Add(next))
                        continue;
                    reached.Add(next);
                    open.Enqueue(next);
                }
            }
        }
    }
}
