namespace Ocw.Nde.Sparql.Functions;

/// <summary>What a value is for the operators of SPARQL 1.1 §17: the value space, not the term's spelling.</summary>
internal enum ValueKind : byte
{
    /// <summary>An error of an expression; unbound counts as one.</summary>
    Error,

    Iri,

    BlankNode,

    /// <summary><c>xsd:string</c>, the simple literals.</summary>
    String,

    /// <summary><c>rdf:langString</c>.</summary>
    LangString,

    Boolean,

    /// <summary><c>xsd:integer</c> and every type derived from it.</summary>
    Integer,

    Decimal,

    Float,

    Double,

    DateTime,

    Date,

    Time,

    Year,

    YearMonth,

    Month,

    MonthDay,

    Day,

    DayTimeDuration,

    YearMonthDuration,

    Duration,

    /// <summary>A literal of a datatype that we do not know, or with a lexical form that its datatype does not allow.</summary>
    Other,

    /// <summary>A triple term (RDF 1.2).</summary>
    TripleTerm,
}

/// <summary>The questions that operators ask about kinds.</summary>
internal static class ValueKinds
{
    extension(ValueKind kind)
    {
        internal bool IsNumeric => kind is >= ValueKind.Integer and <= ValueKind.Double;

        internal bool IsLiteral => kind is >= ValueKind.String and <= ValueKind.Other;

        /// <summary>Simple literals, <c>xsd:string</c> and language-tagged strings: the «string literals» of §17.4.3.</summary>
        internal bool IsText => kind is ValueKind.String or ValueKind.LangString;

        internal bool IsMoment => kind is >= ValueKind.DateTime and <= ValueKind.Day;

        internal bool IsDuration => kind is >= ValueKind.DayTimeDuration and <= ValueKind.Duration;
    }
}
