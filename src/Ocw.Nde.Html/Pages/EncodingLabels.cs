using System.Collections.Frozen;
using System.Text;

namespace Ocw.Nde.Html.Pages;

/// <summary>The labels of encodings that the web uses (Encoding Standard §4.2), but for those that no page has had for long. UTF-7 and UTF-32 are not among them.</summary>
internal static class EncodingLabels
{
    // The name of the encoding in .NET, and its labels.
    private const string Table = """
        utf-8: unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8
        utf-16: csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16le
        utf-16BE: unicodefffe
        windows-1252: ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252 x-user-defined
        windows-1250: cp1250 x-cp1250
        windows-1251: cp1251 x-cp1251
        windows-1253: cp1253 x-cp1253
        windows-1254: cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 l5 latin5 x-cp1254
        windows-1255: cp1255 x-cp1255
        windows-1256: cp1256 x-cp1256
        windows-1257: cp1257 x-cp1257
        windows-1258: cp1258 x-cp1258
        windows-874: dos-874 iso-8859-11 iso8859-11 iso885911 tis-620
        iso-8859-2: csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 l2 latin2
        iso-8859-3: csisolatin3 iso8859-3 iso88593 iso_8859-3 l3 latin3
        iso-8859-4: csisolatin4 iso8859-4 iso88594 iso_8859-4 l4 latin4
        iso-8859-5: csisolatincyrillic cyrillic iso8859-5 iso88595 iso_8859-5
        iso-8859-6: arabic csisolatinarabic ecma-114 iso8859-6 iso88596 iso_8859-6
        iso-8859-7: csisolatingreek ecma-118 elot_928 greek greek8 iso8859-7 iso88597 iso_8859-7
        iso-8859-8: csisolatinhebrew hebrew iso-8859-8-e iso8859-8 iso88598 iso_8859-8 visual
        iso-8859-13: iso8859-13 iso885913
        iso-8859-15: csisolatin9 iso8859-15 iso885915 iso_8859-15 l9
        ibm866: 866 cp866 csibm866
        koi8-r: cskoi8r koi koi8 koi8_r
        koi8-u: koi8-ru
        macintosh: csmacintosh mac x-mac-roman
        gb18030: chinese csgb2312 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk
        big5: big5-hkscs cn-big5 csbig5 x-x-big5
        euc-jp: cseucpkdfmtjapanese x-euc-jp
        iso-2022-jp: csiso2022jp
        shift_jis: csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis
        euc-kr: cseuckr csksc56011987 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949
        """;

    private static readonly FrozenDictionary<string, string> Names = Table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(": "))
        .SelectMany(parts => parts[1].Split(' ').Prepend(parts[0]).Select(label => KeyValuePair.Create(label, parts[0])))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The encoding of a label; <see langword="null"/> for one that the web does not use.</summary>
    internal static Encoding? Find(string label) => Names.TryGetValue(label, out var name) ? Named(name) : null;

    /// <summary>The encoding of pages that say nothing and are no UTF-8.</summary>
    internal static Encoding Windows1252 => Named("windows-1252");

    private static Encoding Named(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
}
