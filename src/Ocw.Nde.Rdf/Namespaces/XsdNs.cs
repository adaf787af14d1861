using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Namespaces;

/// <summary>The vocabulary of XML Schema datatypes.</summary>
public static class XsdNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/2001/XMLSchema#";

    public static readonly Iri String = Named("string");
    public static readonly Iri Boolean = Named("boolean");
    public static readonly Iri Decimal = Named("decimal");
    public static readonly Iri Integer = Named("integer");
    public static readonly Iri Double = Named("double");
    public static readonly Iri Float = Named("float");
    public static readonly Iri Date = Named("date");
    public static readonly Iri Time = Named("time");
    public static readonly Iri DateTime = Named("dateTime");
    public static readonly Iri DateTimeStamp = Named("dateTimeStamp");
    public static readonly Iri GYear = Named("gYear");
    public static readonly Iri GMonth = Named("gMonth");
    public static readonly Iri GDay = Named("gDay");
    public static readonly Iri GYearMonth = Named("gYearMonth");
    public static readonly Iri GMonthDay = Named("gMonthDay");
    public static readonly Iri Duration = Named("duration");
    public static readonly Iri YearMonthDuration = Named("yearMonthDuration");
    public static readonly Iri DayTimeDuration = Named("dayTimeDuration");
    public static readonly Iri Byte = Named("byte");
    public static readonly Iri Short = Named("short");
    public static readonly Iri Int = Named("int");
    public static readonly Iri Long = Named("long");
    public static readonly Iri UnsignedByte = Named("unsignedByte");
    public static readonly Iri UnsignedShort = Named("unsignedShort");
    public static readonly Iri UnsignedInt = Named("unsignedInt");
    public static readonly Iri UnsignedLong = Named("unsignedLong");
    public static readonly Iri PositiveInteger = Named("positiveInteger");
    public static readonly Iri NonNegativeInteger = Named("nonNegativeInteger");
    public static readonly Iri NegativeInteger = Named("negativeInteger");
    public static readonly Iri NonPositiveInteger = Named("nonPositiveInteger");
    public static readonly Iri HexBinary = Named("hexBinary");
    public static readonly Iri Base64Binary = Named("base64Binary");
    public static readonly Iri AnyUri = Named("anyURI");
    public static readonly Iri Language = Named("language");
    public static readonly Iri NormalizedString = Named("normalizedString");
    public static readonly Iri Token = Named("token");
    public static readonly Iri NmToken = Named("NMTOKEN");
    public static readonly Iri Name = Named("Name");
    public static readonly Iri NcName = Named("NCName");

    private static Iri Named(string name) => new(Namespace + name);
}
