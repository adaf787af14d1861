using System.Text.RegularExpressions;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html;

/// <summary>The datatype of what a <c>time</c> element says, by its characters (HTML+RDFa 1.1 §3.1, Microdata to RDF §4.3).</summary>
internal static partial class DateLiterals
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    private const string Zone = "(Z|[+-][0-9]{2}:[0-9]{2})?";

    private const string Date = "-?[0-9]{4,}-[0-9]{2}-[0-9]{2}";

    private const string Time = @"[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?";

    /// <summary>A literal with the datatype that fits, or <see langword="null"/> where none does.</summary>
    internal static Literal? Typed(string text)
    {
        Iri? datatype =
            DateForm().IsMatch(text) ? XsdNs.Date
            : TimeForm().IsMatch(text) ? XsdNs.Time
            : DateTimeForm().IsMatch(text) ? XsdNs.DateTime
            : YearMonthForm().IsMatch(text) ? XsdNs.GYearMonth
            : YearForm().IsMatch(text) ? XsdNs.GYear
            : DurationForm().IsMatch(text) && text[^1] is not ('P' or 'T') ? XsdNs.Duration
            : null;
        return datatype is null ? null : new Literal(text, datatype);
    }

    [GeneratedRegex("^" + Date + Zone + "$", Options)]
    private static partial Regex DateForm();

    [GeneratedRegex("^" + Time + Zone + "$", Options)]
    private static partial Regex TimeForm();

    [GeneratedRegex("^" + Date + "T" + Time + Zone + "$", Options)]
    private static partial Regex DateTimeForm();

    [GeneratedRegex("^-?[0-9]{4,}-[0-9]{2}" + Zone + "$", Options)]
    private static partial Regex YearMonthForm();

    [GeneratedRegex("^-?[0-9]{4,}" + Zone + "$", Options)]
    private static partial Regex YearForm();

    [GeneratedRegex(@"^-?P([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?$", Options)]
    private static partial Regex DurationForm();
}
