using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Store.Segments;

/// <summary>A sorted copy of a segment's rows; the letters give the sequence of its columns. Part of the file format.</summary>
internal enum Permutation : byte
{
    /// <summary>Subject, predicate, object, graph.</summary>
    Spog = 0,

    /// <summary>Predicate, subject, object, graph.</summary>
    Psog = 1,

    /// <summary>Predicate, object, subject, graph.</summary>
    Posg = 2,

    /// <summary>Object, subject, predicate, graph.</summary>
    Ospg = 3,

    /// <summary>Graph, subject, predicate, object: only where a segment holds several graphs.</summary>
    Gspo = 4,
}

/// <summary>What follows from a permutation.</summary>
internal static class Permutations
{
    internal const int Count = 5;

    internal static Permutation Of(QuadOrder order) => order switch
    {
        QuadOrder.Pso => Permutation.Psog,
        QuadOrder.Pos => Permutation.Posg,
        QuadOrder.Osp => Permutation.Ospg,
        _ => Permutation.Spog,
    };

    /// <summary>Puts a quad into the columns of a permutation.</summary>
    internal static QuadKey Key(this Permutation permutation, ulong subject, ulong predicate, ulong @object, ulong graph) => permutation switch
    {
        Permutation.Psog => new(predicate, subject, @object, graph),
        Permutation.Posg => new(predicate, @object, subject, graph),
        Permutation.Ospg => new(@object, subject, predicate, graph),
        Permutation.Gspo => new(graph, subject, predicate, @object),
        _ => new(subject, predicate, @object, graph),
    };
}
