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
        if (id == 0)
            return Value.Error;
        var language = Value.Error;
        terms.Read(id, static (in TermSpan term, Asking asking) => asking.Answer(asking.Scalar.Of(term)), new Asking(this, ref language));
        return language;
    }

    internal override void Rewind(Rewinding what)
    {
        if (what == Rewinding.Source)
            languages.Clear();
    }

    private Value Of(in TermSpan term)
    {
        if (term.Kind != TermKind.Literal)
            return Value.Error;
        foreach (var (tag, value) in languages)
        {
            if (term.Language.SequenceEqual(tag))
                return value;
        }

        var made = Value.String(Encoding.UTF8.GetString(term.Language));
        made = made.WithId(terms.IdOf(made));
        languages.Add((term.Language.ToArray(), made));
        return made;
    }

    private readonly ref struct Asking(LanguageScalar scalar, ref Value value)
    {
        private readonly ref Value value = ref value;

        internal LanguageScalar Scalar { get; } = scalar;

        internal void Answer(Value language) => value = language;
    }
}
