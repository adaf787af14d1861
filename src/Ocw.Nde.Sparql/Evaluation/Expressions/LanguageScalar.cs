using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Sparql.Operators;

namespace Ocw.Nde.Sparql.Evaluation.Expressions;

/// <summary>LANG of a variable: reads the tag of the term alone. There are few languages, so their values are kept.</summary>
internal sealed class LanguageScalar(int column, QueryTerms terms) : Scalar
{
    private readonly List<(byte[] Tag, Value Value)> languages = [];

    internal override Value Evaluate(in Row row)
    {
        var id = row[column];
        return id == 0 ? Value.Error : Of(terms.Span(id));
    }

    internal override void Rewind(Rewinding what)
    {
        if (what == Rewinding.Source)
            languages.Clear();
    }

    private Value Of(TermSpan term)
    {
        if (term.Kind != TermKind.Literal)
            return Value.Error;
        foreach (var (tag, value) in languages)
        {
            if (term.Language.SequenceEqual(tag))
                return value;
        }

        // The id is looked for last: that may read other terms.
        var tagBytes = term.Language.ToArray();
        var made = Value.String(Encoding.UTF8.GetString(tagBytes));
        made = made.WithId(terms.IdOf(made));
        languages.Add((tagBytes, made));
        return made;
    }
}
