using System.Globalization;
using System.Text;
using Ocw.Nde.Mapping.Rml.Running;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Rml.Terms;

/// <summary>Literals of the values of an expression, with their natural datatype or the one that the mapping says (RML Core §5.4).</summary>
internal sealed class LiteralMaker(Expression expression, TermMaker? language, TermMaker? datatype) : TermMaker
{
    private static readonly byte[] Integer = Encoding.UTF8.GetBytes(XsdNs.Namespace + "integer");
    private static readonly byte[] Double = Encoding.UTF8.GetBytes(XsdNs.Namespace + "double");
    private static readonly byte[] Boolean = Encoding.UTF8.GetBytes(XsdNs.Namespace + "boolean");
    private static readonly byte[] String = Encoding.UTF8.GetBytes(XsdNs.Namespace + "string");

    private readonly ValueList _values = new();
    private readonly TermList _qualifiers = new();

    public override void Make(RecordNode record, RunState state, TermList terms, List<Collection> collections)
    {
        _values.Clear();
        expression.Evaluate(record, state, _values);
        if (_values.Count == 0)
            return;
        var qualifier = language ?? datatype;
        if (qualifier is not null)
        {
            _qualifiers.Clear();
            qualifier.Make(record, state, _qualifiers, collections);
        }

        foreach (var value in _values.Span)
        {
            if (value.Kind == ValueKind.Composite)
                state.Fault(record, "an array or object cannot be a literal; refer to its members, as $.names[*] does.");
            else if (qualifier is null)
                terms.Add(Natural(value, state));
            else
                Qualify(value, record, state, terms);
        }
    }

    private void Qualify(in Value value, RecordNode record, RunState state, TermList terms)
    {
        for (var i = 0; i < _qualifiers.Count; i++)
        {
            var qualifier = _qualifiers[i].Value;
            if (language is not null)
            {
                if (LanguageTag.IsWellFormed(qualifier.Span))
                    terms.Add(new GeneratedTerm(TermKind.Literal, value.Text, default, qualifier));
                else
                    state.Fault(record, $"«{Encoding.UTF8.GetString(qualifier.Span)}» is not a language tag (BCP 47), such as nl or en-GB.");
            }
            else
            {
                terms.Add(Typed(value, qualifier, state));
            }
        }
    }

    private static GeneratedTerm Natural(in Value value, RunState state) => value.Kind switch
    {
        ValueKind.Integer => new(TermKind.Literal, value.Text, Integer),
        ValueKind.Double => new(TermKind.Literal, CanonicalDouble(value, state), Double),
        ValueKind.Boolean => new(TermKind.Literal, value.Text, Boolean),
        _ => new(TermKind.Literal, value.Text),
    };

    // R2RML §10.2: a number that is given another numeric datatype takes that one's canonical form.
    private static GeneratedTerm Typed(in Value value, ReadOnlyMemory<byte> datatype, RunState state)
    {
        if (value.Kind is ValueKind.Integer or ValueKind.Double && datatype.Span.SequenceEqual(Double))
            return new(TermKind.Literal, CanonicalDouble(value, state), Double);
        return new(TermKind.Literal, value.Text, datatype.Span.SequenceEqual(String) ? default : datatype);
    }

    // XML Schema Datatypes §3.3.5.2: one digit before the point, at least one after it, and an exponent.
    private static ReadOnlyMemory<byte> CanonicalDouble(in Value value, RunState state)
    {
        if (!double.TryParse(value.Span, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return value.Text;
        var text = number.ToString("0.0##############E0", CultureInfo.InvariantCulture);
        if (double.Parse(text, CultureInfo.InvariantCulture) != number)
            text = number.ToString("0.0################E0", CultureInfo.InvariantCulture);
        return state.Arena.Keep(text);
    }
}

/// <summary>Language tags or datatypes as the values that a literal takes.</summary>
internal sealed class PlainMaker(Expression expression) : TermMaker
{
    private readonly ValueList _values = new();

    public override void Make(RecordNode record, RunState state, TermList terms, List<Collection> collections)
    {
        _values.Clear();
        expression.Evaluate(record, state, _values);
        foreach (var value in _values.Span)
            terms.Add(new GeneratedTerm(TermKind.Literal, value.Text));
    }
}
