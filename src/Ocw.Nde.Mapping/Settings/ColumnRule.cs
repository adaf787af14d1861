namespace Ocw.Nde.Mapping.Settings;

/// <summary>One rule of the <c>columns</c> profile: which source fields give which property. See docs/mapping.md.</summary>
public sealed class ColumnRule
{
    /// <summary>The property: a friendly name (<c>creator</c>), a prefixed name (<c>schema:award</c>) or an IRI.</summary>
    public string To { get; set; } = "";

    /// <summary>The source fields: a column, a JSON or XML path (<c>contributors.fc</c>, <c>../name</c>, <c>/acno</c>), a pattern (<c>Materiaal_*</c>) or a series (<c>Materiaal_{1..12}</c>).</summary>
    public TextList From { get; set; } = [];

    /// <summary><c>all</c> (default): every value of every field; <c>first</c>: the first field that has a value.</summary>
    public string Pick { get; set; } = "all";

    /// <summary>A path of nested elements: the rule is applied once for each, and its fields are relative to it.</summary>
    public string? Each { get; set; }

    /// <summary>The rule holds only where these conditions on fields all hold.</summary>
    public IList<RuleCondition> When { get; set; } = [];

    /// <summary>A fixed value.</summary>
    public string? Value { get; set; }

    /// <summary>A text with fields between braces; <c>{value}</c> is the value of <see cref="From"/>. No result when a field is empty.</summary>
    public string? Template { get; set; }

    /// <summary>Texts between repeated values in one field.</summary>
    public TextList Split { get; set; } = [];

    /// <summary>The same, as a regular expression.</summary>
    public string? SplitPattern { get; set; }

    /// <summary>A regular expression that a value must match; what does not is left out.</summary>
    public string? Match { get; set; }

    /// <summary>What the match is replaced by (<c>$1</c>); without it the value stays as it is.</summary>
    public string? Replace { get; set; }

    /// <summary>Other words for values, compared without case; the empty text leaves the value out.</summary>
    public IDictionary<string, string> Map { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether values that <see cref="Map"/> does not name are left out.</summary>
    public bool MapOnly { get; set; }

    /// <summary>Values that mean «nothing» here, besides those of the whole source.</summary>
    public TextList Ignore { get; set; } = [];

    /// <summary>The language of the text (BCP 47), where it differs from the source's.</summary>
    public string? Language { get; set; }

    /// <summary>The field that says the language of the text.</summary>
    public string? LanguageFrom { get; set; }

    /// <summary>What the value becomes: a class (<c>Person</c>, <c>Organization</c>, <c>Place</c>, <c>Term</c>, any schema.org class), or <c>text</c>, <c>string</c>, <c>iri</c>, <c>date</c>, <c>number</c>. By default what the property asks for.</summary>
    public string? As { get; set; }

    /// <summary>Whether the value is a code (Iconclass): it becomes the term's notation.</summary>
    public bool Notation { get; set; }

    /// <summary>For dates: the field with the first day or year.</summary>
    public string? Start { get; set; }

    /// <summary>For dates: the field with the last day or year.</summary>
    public string? End { get; set; }

    /// <summary>For dates: fields that say that a date is approximate, by a word such as <c>circa</c>.</summary>
    public TextList Precision { get; set; } = [];

    /// <summary>What more is known of the thing that the value names (birth and death of a maker): rules in its own scope.</summary>
    public IList<ColumnRule> With { get; set; } = [];
}

/// <summary>A condition on a field.</summary>
public sealed class RuleCondition
{
    /// <summary>The field, as in <see cref="ColumnRule.From"/>.</summary>
    public string Field { get; set; } = "";

    /// <summary>The field has one of these values (without case); empty means any value.</summary>
    public TextList Is { get; set; } = [];

    /// <summary>The field has none of these values.</summary>
    public TextList IsNot { get; set; } = [];

    /// <summary>Whether the field must be empty.</summary>
    public bool Empty { get; set; }
}
