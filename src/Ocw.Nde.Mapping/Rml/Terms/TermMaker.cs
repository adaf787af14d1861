using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Terms;

/// <summary>Makes the terms of a term map for a record.</summary>
internal abstract class TermMaker
{
    /// <summary>The logical targets that statements with these terms go to, one bit each; none for the default.</summary>
    public ulong Targets { get; init; }

    /// <summary>Adds the terms, and to <paramref name="collections"/> the collections that they are the heads of.</summary>
    public abstract void Make(RecordNode record, RunState state, TermList terms, List<Collection> collections);
}

/// <summary>Always the same term.</summary>
internal sealed class ConstantMaker(GeneratedTerm term) : TermMaker
{
    public override void Make(RecordNode record, RunState state, TermList terms, List<Collection> collections) => terms.Add(term);
}

/// <summary>A blank node for each record: the same one wherever the same term map meets the same record.</summary>
internal sealed class FreshMaker(int map) : TermMaker
{
    public override void Make(RecordNode record, RunState state, TermList terms, List<Collection> collections)
    {
        Span<byte> label = stackalloc byte[48];
        System.Text.Unicode.Utf8.TryWrite(label, System.Globalization.CultureInfo.InvariantCulture, $"r{map}x{state.Ordinal}", out var length);
        terms.Add(new GeneratedTerm(TermKind.BlankNode, state.Arena.Keep(label[..length])));
    }
}

/// <summary>A term maker with a condition.</summary>
internal sealed class ConditionalMaker(Expression condition, TermMaker maker) : TermMaker
{
    private readonly ValueList _answers = new();

    public override void Make(RecordNode record, RunState state, TermList terms, List<Collection> collections)
    {
        if (ConditionalExpression.IsTrue(condition, record, state, _answers))
            maker.Make(record, state, terms, collections);
    }
}

/// <summary>IRIs of the values of an expression.</summary>
internal sealed class IriMaker(Expression expression, IriRules rules) : TermMaker
{
    private readonly ValueList _values = new();

    public override void Make(RecordNode record, RunState state, TermList terms, List<Collection> collections)
    {
        _values.Clear();
        expression.Evaluate(record, state, _values);
        foreach (var value in _values.Span)
        {
            if (rules.Make(value, record, state) is { } iri)
                terms.Add(new GeneratedTerm(TermKind.Iri, iri));
        }
    }
}

/// <summary>Blank nodes named after the values of an expression: equal values give the same node.</summary>
internal sealed class BlankNodeMaker(Expression expression) : TermMaker
{
    private readonly ValueList _values = new();

    public override void Make(RecordNode record, RunState state, TermList terms, List<Collection> collections)
    {
        _values.Clear();
        expression.Evaluate(record, state, _values);
        foreach (var value in _values.Span)
        {
            if (value.Kind == ValueKind.Composite)
            {
                state.Fault(record, "an array or object cannot name a blank node.");
                continue;
            }

            state.Arena.Begin();
            state.Arena.Write((byte)'v');
            IriEncoding.WriteLabel(value.Span, state.Arena);
            terms.Add(new GeneratedTerm(TermKind.BlankNode, state.Arena.End()));
        }
    }
}
