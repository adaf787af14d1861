using Ocw.Nde.Sparql.Tests.Evaluation;

namespace Ocw.Nde.Sparql.Tests.Functions;

public class StringFunctionTests
{
    [Theory]
    [InlineData("STRLEN('café')", "4^^integer")]
    [InlineData("STRLEN('𝄞a'@nl)", "2^^integer")]
    [InlineData("STRLEN(7)", "-")]
    [InlineData("SUBSTR('foobar', 4)", "\"bar\"")]
    [InlineData("SUBSTR('foobar'@en, 4, 1)", "\"b\"@en")]
    [InlineData("SUBSTR('𝄞bc', 2, 1)", "\"b\"")]
    [InlineData("SUBSTR('foobar', 0, 3)", "\"fo\"")]
    [InlineData("SUBSTR('foobar', 1.5, 2.6)", "\"oob\"")]
    [InlineData("SUBSTR('foobar', -42, 1e0/0)", "\"foobar\"")]
    [InlineData("SUBSTR('foobar', 9)", "\"\"")]
    [InlineData("UCASE('straße'@de)", "\"STRASSE\"@de")]
    [InlineData("UCASE('ijs')", "\"IJS\"")]
    [InlineData("LCASE('ÀÉ')", "\"àé\"")]
    [InlineData("STRSTARTS('foobar'@en, 'foo')", "true^^boolean")]
    [InlineData("STRSTARTS('foobar'@en, 'foo'@nl)", "-")]
    [InlineData("STRSTARTS('foobar', 'foo'@en)", "-")]
    [InlineData("STRENDS('foobar'@en, 'bar'@EN)", "true^^boolean")]
    [InlineData("CONTAINS('foobar', 'oba')", "true^^boolean")]
    [InlineData("CONTAINS(12, '1')", "-")]
    [InlineData("STRBEFORE('abc'@en, 'b')", "\"a\"@en")]
    [InlineData("STRBEFORE('abc'@en, 'z')", "\"\"")]
    [InlineData("STRBEFORE('abc'@en, ''@en)", "\"\"@en")]
    [InlineData("STRAFTER('abc'@en, 'b')", "\"c\"@en")]
    [InlineData("STRAFTER('abc', '')", "\"abc\"")]
    [InlineData("ENCODE_FOR_URI('a b/é~')", "\"a%20b%2F%C3%A9~\"")]
    [InlineData("CONCAT('a'@nl, 'b'@NL)", "\"ab\"@nl")]
    [InlineData("CONCAT('a'@nl, 'b')", "\"ab\"")]
    [InlineData("CONCAT()", "\"\"")]
    [InlineData("CONCAT('a', 1)", "-")]
    [InlineData("LANGMATCHES('nl-BE', 'NL')", "true^^boolean")]
    [InlineData("LANGMATCHES('nla', 'nl')", "false^^boolean")]
    [InlineData("LANGMATCHES('', '*')", "false^^boolean")]
    public void A_string_function_follows_section_17_4_3(string expression, string expected) => Assert.Equal(expected, Data.Value(expression));

    [Theory]
    [InlineData("REGEX('Molenbrug', '^molen', 'i')", "true^^boolean")]
    [InlineData("REGEX('a\\nb', '^b$', 'm')", "true^^boolean")]
    [InlineData("REGEX('a\\nb', 'a.b')", "false^^boolean")]
    [InlineData("REGEX('a\\nb', 'a.b', 's')", "true^^boolean")]
    [InlineData("REGEX('ab\\n', 'b$')", "false^^boolean")]
    [InlineData("REGEX('a b', 'a\\\\sb')", "true^^boolean")]
    [InlineData("REGEX('a\u00A0b', 'a\\\\sb')", "false^^boolean")]
    [InlineData("REGEX('x', '[\\\\i-[a-w]]')", "true^^boolean")]
    [InlineData("REGEX('a.b', 'a.b', 'q')", "true^^boolean")]
    [InlineData("REGEX('axb', 'a.b', 'q')", "false^^boolean")]
    [InlineData("REGEX('ab', 'a b', 'x')", "true^^boolean")]
    [InlineData("REGEX('abab', '(ab)\\\\1')", "true^^boolean")]
    [InlineData("REGEX('a', '(')", "-")]
    [InlineData("REGEX('a', 'a', 'z')", "-")]
    [InlineData("REGEX('a'@nl, 'A', 'i')", "true^^boolean")]
    [InlineData("REGEX(<http://a>, 'a')", "-")]
    [InlineData("REPLACE('abcd', 'b', 'Z')", "\"aZcd\"")]
    [InlineData("REPLACE('abcd'@nl, '(b)(c)', '$2$1')", "\"acbd\"@nl")]
    [InlineData("REPLACE('abc', 'b', '\\\\$1')", "\"a$1c\"")]
    [InlineData("REPLACE('abc', '(b)', '$12')", "\"ab2c\"")]
    [InlineData("REPLACE('abc', 'b', '$')", "-")]
    [InlineData("REPLACE('abc', 'x*', 'y')", "-")]
    [InlineData("REPLACE('aBc', 'b', '', 'i')", "\"ac\"")]
    [InlineData("REPLACE('a$c', '$', '$0', 'q')", "\"a$0c\"")]
    public void A_regular_expression_is_one_of_XPath(string expression, string expected) => Assert.Equal(expected, Data.Value(expression));

    [Theory]
    [InlineData("MD5('abc')", "\"900150983cd24fb0d6963f7d28e17f72\"")]
    [InlineData("SHA1('abc')", "\"a9993e364706816aba3e25717850c26c9cd0d89d\"")]
    [InlineData("SHA256('é')", "\"4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c\"")]
    [InlineData("MD5('abc'@en)", "-")]
    public void A_hash_is_taken_of_the_UTF_8_of_a_simple_literal(string expression, string expected) => Assert.Equal(expected, Data.Value(expression));

    [Theory]
    [InlineData("CONTAINS(?o, 'olen')", ":dutch :plain")]
    [InlineData("CONTAINS(LCASE(?o), 'molen')", ":dutch :plain")]
    [InlineData("CONTAINS(STR(?o), 'olen')", ":dutch :iri :plain :typed")]
    [InlineData("CONTAINS(LCASE(STR(?o)), 'égel')", ":accent")]
    [InlineData("CONTAINS(STR(?o), '2')", ":number")]
    [InlineData("STRSTARTS(?o, 'Mo')", ":dutch :plain")]
    [InlineData("STRENDS(STR(?o), 'olen')", ":dutch :iri :plain :typed")]
    [InlineData("REGEX(?o, '^m', 'i')", ":dutch :plain")]
    [InlineData("REGEX(STR(?o), 'É')", ":accent")]
    [InlineData("LANG(?o) = 'nl'", ":dutch")]
    [InlineData("LANG(?o) = ''", ":accent :number :plain :short :typed")]
    public void Text_of_a_variable_is_asked_without_making_it_a_string(string condition, string expected)
    {
        var data = Data.Of(":plain :p 'Molen' . :dutch :p 'Molen'@nl . :iri :p <http://x/Molen> . :typed :p 'Molen'^^:t . :number :p 12 . :accent :p 'ÉGEL en meer' . :short :p 'a' .");

        Assert.Equal(expected, string.Join(' ', data.Bag($"SELECT ?s {{ ?s :p ?o FILTER({condition}) }}")));
    }
}
