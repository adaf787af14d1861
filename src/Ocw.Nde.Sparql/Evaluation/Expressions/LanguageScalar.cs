using System.Text;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Sparql.Functions;
using Ocw.Nde.Sparql.Operators;

namespace Ocw.Nde.Sparql.Evaluation.Expressions;

/// <summary>LANG of a variable: reads the tag of the term alone. There are few languages, so their values are kept.</summary>
internal sealed class LanguageScalar(int column, QueryContext context) : Scalar
{
    // Forms beyond these are few; their terms are read.
    private const int MaxForms = 1024;

    private readonly List<(byte[] Tag, Value Value)> languages = [];
    private readonly QueryTerms terms = context.Terms;
    private Value[] byForm = [];

    internal override Value Evaluate(in Row row)
    {
        var id = row[column];
        if (id == 0)
            return Value.Error;
        var form = terms.FormOf(id, context.Cancellation);
        if (form is < 0 or >= MaxForms)
            return Of(terms.Span(id));
        if (form >= byForm.Length)
            Array.Resize(ref byForm, Math.Max(16, form + 1));

        // An IRI's error looks like what is not known yet: it is found out each time.
        ref var known = ref byForm[form];
        if (known.IsError)
            known = Of(terms.Span(id));
        return known;
    }

    internal override void Rewind(Rewinding what)
    {
        if (what != Rewinding.Source)
            return;
        languages.Clear();
        byForm = [];
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
        var language = term.Language.ToArray();
        var made = Value.String(Encoding.UTF8.GetString(language));
        made = made.WithId(terms.IdOf(made));
        languages.Add((language, made));
        return made;
    }
}

/// <summary>LANG of a variable compared with a constant.</summary>
internal sealed class LanguageCondition(LanguageScalar language, string tag) : Condition
{
    internal override Truth Test(in Row row)
    {
        var value = language.Evaluate(row);
        return value.IsError ? Truth.Error : Truths.Of(string.Equals(value.Text, tag, StringComparison.Ordinal));
    }

    internal override void Rewind(Rewinding what) => language.Rewind(what);
}
