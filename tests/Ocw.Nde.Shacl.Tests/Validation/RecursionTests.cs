using System.Globalization;
using System.Text;

namespace Ocw.Nde.Shacl.Tests.Validation;

public class RecursionTests
{
    private const string FriendShape = "ex:S a sh:NodeShape ; sh:targetClass ex:P ; sh:property [ sh:path ex:name ; sh:minCount 1 ] , [ sh:path ex:knows ; sh:node ex:S ] .";

    [Fact]
    public void Friends_who_know_each_other_in_a_circle_conform_when_each_has_a_name()
    {
        var report = Ttl.Validate("ex:a a ex:P ; ex:name 'a' ; ex:knows ex:b . ex:b a ex:P ; ex:name 'b' ; ex:knows ex:c . ex:c a ex:P ; ex:name 'c' ; ex:knows ex:a .", FriendShape);

        Assert.True(report.Conforms);
        Assert.True(report.IsComplete);
    }

    [Fact]
    public void One_nameless_friend_makes_everyone_in_the_circle_fail()
    {
        var report = Ttl.Validate("ex:a a ex:P ; ex:name 'a' ; ex:knows ex:b . ex:b a ex:P ; ex:name 'b' ; ex:knows ex:c . ex:c a ex:P ; ex:knows ex:a .", FriendShape);

        Assert.Equal(["a Node b", "b Node c", "c MinCount", "c Node a"], report.Summary());
    }

    [Fact]
    public void A_promise_that_is_broken_later_is_not_remembered_as_kept()
    {
        // d rests on a while a is being decided by way of b; a then fails for its missing name.
        var report = Ttl.Validate(
            "ex:a a ex:P ; ex:knows ex:b , ex:d . ex:b a ex:P ; ex:name 'b' ; ex:knows ex:d . ex:d a ex:P ; ex:name 'd' ; ex:knows ex:a . ex:z a ex:P ; ex:name 'z' ; ex:knows ex:d .", FriendShape);

        Assert.Equal(["a MinCount", "a Node b", "a Node d", "b Node d", "d Node a", "z Node d"], report.Summary());
    }

    [Fact]
    public void A_company_in_which_everyone_knows_everyone_is_decided_in_little_time()
    {
        var everyone = Enumerable.Range(0, 120).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToList();
        var data = new StringBuilder();
        foreach (var person in everyone)
            data.AppendLine(CultureInfo.InvariantCulture, $"ex:p{person} a ex:P ; ex:name '{person}' ; ex:knows {string.Join(" , ", everyone.Where(other => other != person).Select(other => "ex:p" + other))} .");

        Assert.True(Ttl.Validate(data.ToString(), FriendShape).Conforms);
    }

    [Fact]
    public void A_chain_deeper_than_the_limit_is_said_to_be_undecided()
    {
        var data = string.Join('\n', Enumerable.Range(0, 2_000).Select(i => $"ex:p{i} a ex:P ; ex:name 'n' ; ex:knows ex:p{i + 1} ."));

        var report = Ttl.Validate(data, FriendShape.Replace("sh:targetClass ex:P", "sh:targetNode ex:p0", StringComparison.Ordinal));

        Assert.False(report.IsComplete);
        Assert.Contains(report.Notices, notice => notice.Message.English.Contains("deeper", StringComparison.Ordinal));
    }

    [Fact]
    public void A_property_shape_that_contains_itself_reports_each_node_once()
    {
        var report = Ttl.Validate(
            "ex:a ex:part ex:b , ex:c . ex:b ex:part ex:d . ex:c ex:part ex:d . ex:d ex:part ex:a , 'text' .",
            "ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property ex:Part . ex:Part sh:path ex:part ; sh:nodeKind sh:IRI ; sh:property ex:Part .");

        Assert.Equal(["d NodeKind text"], report.Summary());
    }
}
