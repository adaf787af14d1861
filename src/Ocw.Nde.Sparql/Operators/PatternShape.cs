using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>A triple pattern with its active graph, ready to be matched: four positions, each a constant or a variable.</summary>
internal sealed class PatternShape
{
    internal const int Subject = 0;
    internal const int Predicate = 1;
    internal const int Object = 2;
    internal const int Graph = 3;
    internal const int Positions = 4;

    private static readonly (QuadOrder Order, int[] Sequence)[] Orders =
    [
        (QuadOrder.Spo, [Subject, Predicate, Object]),
        (QuadOrder.Pso, [Predicate, Subject, Object]),
        (QuadOrder.Pos, [Predicate, Object, Subject]),
        (QuadOrder.Osp, [Object, Subject, Predicate]),
    ];

    private readonly ConstantSlot?[] constants = new ConstantSlot?[Positions];
    private readonly Variable?[] variables = new Variable?[Positions];

    internal PatternShape(QueryContext context, TriplePattern pattern, GraphScope scope)
    {
        Pattern = pattern;
        Scope = scope;
        PatternTerm[] terms = [pattern.Subject, pattern.Predicate, pattern.Object];
        for (var i = 0; i < terms.Length; i++)
        {
            if (terms[i] is Constant constant)
                constants[i] = context.Constant(constant.Term);
            else
                variables[i] = (Variable)terms[i];
        }

        variables[Graph] = scope.Variable;
        Variables = [.. variables.OfType<Variable>().Distinct()];
        Equalities = [.. from i in Enumerable.Range(0, Positions) from j in Enumerable.Range(i + 1, Positions - i - 1)
                         where variables[i] is not null && variables[i] == variables[j] select (i, j)];
    }

    internal TriplePattern Pattern { get; }

    internal GraphScope Scope { get; }

    /// <summary>The columns in which variables stand: what is read of a match.</summary>
    internal QuadColumns VariableColumns
    {
        get
        {
            var columns = QuadColumns.None;
            for (var position = 0; position < Positions; position++)
            {
                if (variables[position] is not null)
                    columns |= (QuadColumns)(1 << position);
            }

            return columns;
        }
    }

    /// <summary>The distinct variables.</summary>
    internal IReadOnlyList<Variable> Variables { get; }

    /// <summary>Pairs of positions that hold the same variable.</summary>
    internal IReadOnlyList<(int First, int Second)> Equalities { get; }

    internal bool IsConstant(int position) => constants[position] is not null;

    internal Variable? VariableAt(int position) => variables[position];

    internal int PositionOf(Variable variable) => Array.IndexOf(variables, variable);

    internal ulong ConstantAt(int position) => constants[position]?.Id ?? 0;

    /// <summary>The id of the first constant, 0 if there is none.</summary>
    internal ulong FirstConstant()
    {
        foreach (var constant in constants)
        {
            if (constant is not null)
                return constant.Id;
        }

        return 0;
    }

    /// <summary>How many of the three positions are constants.</summary>
    internal int ConstantCount => constants.Count(constant => constant is not null);

    /// <summary>Whether an index sorts by the constants and then by this position, and can skip by it: not behind two constants.</summary>
    internal bool CanSkipBy(int position) => ConstantCount <= 1 && SortSequence(OrderFor(position)).First() == position;

    /// <summary>Whether the source lacks one of the constants, so that nothing matches.</summary>
    internal bool CannotMatch()
    {
        foreach (var constant in constants)
        {
            if (constant is { Id: 0 })
                return true;
        }

        return false;
    }

    /// <summary>The pattern for the source, with the constants only.</summary>
    internal QuadPattern Bind(GraphSelector graphs) => new(Id(Subject), Id(Predicate), Id(Object), graphs);

    /// <summary>The number of quads that match the constants.</summary>
    internal long Estimate(QueryContext context) =>
        CannotMatch() || Scope.Select(context.Dataset) is not { } graphs ? 0 : context.Source.EstimateCount(Bind(graphs));

    /// <summary>An index order in which the constants and then the positions of <paramref name="keys"/> come first; if there is none, one for the constants.</summary>
    internal QuadOrder OrderFor(params ReadOnlySpan<int> keys)
    {
        foreach (var (order, sequence) in Orders)
        {
            if (ConstantsLead(sequence) && KeysLead(sequence, keys))
                return order;
        }

        return OrderFor();
    }

    /// <summary>An order in which the positions of <paramref name="keys"/> come first among those that vary; the source may have to sort for it.</summary>
    internal QuadOrder SortedOrderFor(ReadOnlySpan<int> keys)
    {
        foreach (var (order, sequence) in Orders)
        {
            if (KeysLead(sequence, keys))
                return order;
        }

        throw new InvalidOperationException("The four orders cover every set of keys.");
    }

    /// <summary>The positions that vary, in the sequence in which an order sorts them; the graph last.</summary>
    internal IEnumerable<int> SortSequence(QuadOrder order)
    {
        foreach (var position in Orders.First(known => known.Order == order).Sequence)
        {
            if (!IsConstant(position))
                yield return position;
        }

        if (variables[Graph] is not null)
            yield return Graph;
    }

    internal static ulong[] Column(QuadBatch batch, int position) => position switch
    {
        Subject => batch.Subjects,
        Predicate => batch.Predicates,
        Object => batch.Objects,
        _ => batch.Graphs,
    };

    private bool ConstantsLead(int[] sequence)
    {
        var isBehind = false;
        foreach (var position in sequence)
        {
            if (!IsConstant(position))
                isBehind = true;
            else if (isBehind)
                return false;
        }

        return true;
    }

    // In any sequence among themselves.
    private bool KeysLead(int[] sequence, ReadOnlySpan<int> keys)
    {
        var led = 0;
        foreach (var position in sequence)
        {
            if (IsConstant(position))
                continue;
            if (led == keys.Length)
                return true;
            if (!keys.Contains(position))
                return false;
            led++;
        }

        return led == keys.Length;
    }

    private TermId Id(int position) => new(ConstantAt(position));
}
